/** What was written to the console while `work` ran, which sees it grow. Nothing of it reaches the real one. */
export async function consoleLines(work: (lines: readonly string[]) => unknown): Promise<string[]> {
  const lines: string[] = [];
  const { warn, error } = console;
  console.warn = console.error = (...parts: unknown[]) => void lines.push(parts.join(' '));
  try {
    await work(lines);
  } finally {
    console.warn = warn;
    console.error = error;
  }
  return lines;
}

/** What was written to the console while `work` ran. Nothing of it reaches the real one. */
export async function consoleLines(work: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const { warn, error } = console;
  console.warn = console.error = (...parts: unknown[]) => void lines.push(parts.join(' '));
  try {
    await work();
  } finally {
    console.warn = warn;
    console.error = error;
  }
  return lines;
}

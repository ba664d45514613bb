/** The same function for the same address, so that elements which name it share one session. */
const providers = new Map<string, () => Promise<string>>();

/** What asks this address of the page for a token; it answers with the token as text or as `{token}`. */
export function tokenFrom(value: string, base: string): () => Promise<string> {
  const url = absolute(value, base);
  const known = providers.get(url);
  if (known) return known;
  const provider = async () => {
    const { tokenFromUrl } = await import('../../src/index.js');
    return tokenFromUrl(url);
  };
  providers.set(url, provider);
  return provider;
}

function absolute(value: string, base: string): string {
  // What is no address is left to the core, which says so when the token is asked for.
  return URL.canParse(value, base) ? new URL(value, base).href : value;
}

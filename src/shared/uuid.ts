/** A version 4 UUID. Not by `crypto.randomUUID`, which is missing on pages that are not a secure context. */
export function uuid(): string {
  // Each 0, 1 and 8 of the pattern makes room for random bits, as many as its place has.
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16);
  });
}

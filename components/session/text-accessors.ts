import type { PropertyDeclaration } from 'lit';

/**
 * For `getPropertyDescriptor()`: frameworks set a text to `null`, `undefined` or a number as well, and whoever reads
 * it gets a text all the same. Objects stay, for the attributes that are JSON.
 */
export function textAccessors(
  accessors: PropertyDescriptor | undefined,
  { converter }: PropertyDeclaration,
): PropertyDescriptor | undefined {
  const isText = typeof converter === 'object' && converter.fromAttribute?.(null) === '';
  if (!isText || !accessors) return accessors;
  return {
    ...accessors,
    set(value: unknown) {
      accessors.set?.call(this, typeof value === 'number' ? String(value) : (value ?? ''));
    },
  };
}

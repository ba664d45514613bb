const quote = (value) => (value.includes('"') ? `'${value.replaceAll("'", '&#39;')}'` : `"${value}"`);

/** The lines that put an element into a page. `true` stands for an attribute without a value; `null` for none. */
export function embedSnippet(tag, attributes) {
  const script = new URL('/telnyx-elements.js', location.href).href;
  const given = Object.entries(attributes).filter(([, value]) => value !== null);
  const text = given
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}=${quote(value)}`))
    .join('');
  return `<script async src="${script}"></script>\n<${tag}${text}></${tag}>`;
}

/** An element in one of its states: attributes, the gateway's scenario, and what a visitor does. */
export function elementInState(
  { tag, attributes: common, parts = [] },
  { attributes, scenario = 'assistant', query = '', enter },
  number,
) {
  const element = document.createElement(tag);
  const gateway = { 'gateway-url': `/gateway?scenario=${scenario}${query}` };
  for (const [name, value] of Object.entries({ ...gateway, ...common(number), ...attributes })) {
    element.setAttribute(name, value);
  }
  element.append(...parts.map((part) => document.createElement(part)));
  if (enter) customElements.whenDefined(tag).then(() => enter(element));
  return element;
}

/** Attributes every element may carry, and those that frameworks add. */
const common =
  /^(id|class|style|slot|lang|dir|hidden|title|role|part|exportparts|is|nonce|inert|popover|translate|draggable|tabindex|autofocus|xmlns|accesskey|contenteditable|spellcheck|item\w+|aria-.*|data-.*|on.*|.*[:@.#[(*_$].*|(ng|v|x|hx|wire)-.*)$/;

/** Names that stand on an element and mean nothing to it: misspelt, most often. */
export function unknownAttributes(element: Element): string[] {
  const { observedAttributes } = element.constructor as { readonly observedAttributes?: readonly string[] };
  return element
    .getAttributeNames()
    .filter((name) => !observedAttributes?.includes(name) && !common.test(name));
}

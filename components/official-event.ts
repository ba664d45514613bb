/** An event under the dotted name and with the payload of the official element, for pages written for that. */
export class OfficialEvent extends CustomEvent<unknown> {
  constructor(name: string, detail: unknown = null) {
    super(name, { bubbles: true, composed: true, detail });
  }
}

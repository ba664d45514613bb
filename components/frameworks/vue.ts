import type { ReactiveElement } from 'lit';
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';

export type * from '../index.js';

type OurTags = Extract<keyof HTMLElementTagNameMap, `telnyx-${string}`>;

/** All of ours: they bubble, so that whatever stands around an element hears them too. */
type OurEvents = {
  [Name in Extract<keyof GlobalEventHandlersEventMap, `telnyx-${string}`>]: (
    event: GlobalEventHandlersEventMap[Name],
  ) => void;
};

/** What a template may set: what the elements have of their own, but for methods. */
type Settable<Element> = {
  [Name in Exclude<keyof Element, keyof ReactiveElement>]: Element[Name] extends (...args: never) => unknown
    ? never
    : Name;
}[Exclude<keyof Element, keyof ReactiveElement>];

/** What Vue takes for a component: a template writes its props, and a reference to it is the element. */
type InTemplates<Element> = new () => Element & {
  $props: HTMLAttributes & PublicProps & Partial<Pick<Element, Settable<Element>>>;
  $emit: EmitFn<OurEvents>;
};

/** Every element of ours as Vue templates see it. */
export type VueElements = { [Tag in OurTags]: InTemplates<HTMLElementTagNameMap[Tag]> };

declare module 'vue' {
  // Only an interface can be extended from outside.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface GlobalComponents extends VueElements {}
}

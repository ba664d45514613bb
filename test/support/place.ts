import { fixtureSync } from '@open-wc/testing';
import { html } from 'lit';

/**
 * An empty place in the page, taken away after the test. Unlike `fixture()` it waits for no frame, which a
 * page in the background never gets.
 */
export const place = (): HTMLDivElement => fixtureSync<HTMLDivElement>(html`<div></div>`);

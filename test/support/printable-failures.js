// Without side effects, because the helpers clean up after each test only where the framework is there already.
import { chai } from '@open-wc/testing/pure';

/**
 * The runner sends what a failed assertion has compared as JSON. Elements, tracks and sessions refer to each other
 * without an end, and instead of the failure the whole run would wait until its time is up.
 */
function printable(value) {
  try {
    if (Object(value) !== value) return value;
    const text = JSON.stringify(value, (_key, each) => (each instanceof EventTarget ? String(each) : each));
    return text === undefined ? String(value) : JSON.parse(text);
  } catch {
    // In circles, or a number too large for JSON.
    return String(value);
  }
}

for (const name of ['actual', 'expected']) {
  Object.defineProperty(chai.AssertionError.prototype, name, {
    set(value) {
      Object.defineProperty(this, name, {
        value: printable(value),
        enumerable: true,
        configurable: true,
        // The runner rewrites it for its report.
        writable: true,
      });
    },
  });
}

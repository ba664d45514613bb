import { ELEMENTS } from './configurator-fields.js';
import { copyOnClick } from './copy-button.js';
import { embedSnippet } from './embed-snippet.js';

const byId = (id) => document.getElementById(id);
const form = byId('form');

const chosenTag = () => new FormData(form).get('element');
const fieldsOf = (tag) => Object.values(ELEMENTS[tag].groups).flat();
const nameOf = ({ attribute, property }) => attribute ?? property;

function createControl(field) {
  const { options, isFlag, property, required, placeholder, type = 'text', value = '', ...limits } = field;
  const control = document.createElement(options ? 'select' : 'input');
  control.name = nameOf(field);
  if (options) {
    control.append(...options.map(([choice, label]) => new Option(label, choice)));
    return control;
  }
  control.type = isFlag ? 'checkbox' : property ? 'color' : type;
  if (isFlag) return control;
  Object.assign(control, {
    value,
    placeholder: required ?? placeholder ?? '',
    spellcheck: false,
    autocomplete: 'off',
  });
  for (const limit of ['min', 'max']) if (limit in limits) control[limit] = limits[limit];
  return control;
}

function createField(field) {
  const label = document.createElement('label');
  const control = createControl(field);
  label.className = field.isFlag ? 'flag' : 'field';
  if (field.isFlag) label.append(control, field.label);
  else label.append(field.label, control);
  if (!field.hint) return label;
  const hint = document.createElement('small');
  hint.id = `hint-${nameOf(field)}`;
  hint.textContent = field.hint;
  control.setAttribute('aria-describedby', hint.id);
  const both = document.createElement('div');
  both.append(label, hint);
  return both;
}

/** Another element has other settings. */
function showFields(tag) {
  const groups = Object.entries(ELEMENTS[tag].groups).map(([name, fields]) => {
    const group = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = name;
    group.append(legend, ...fields.map(createField));
    return group;
  });
  byId('fields').replaceChildren(...groups);
}

/** What the form says, by attribute: `true` for a flag, `null` for what is left out. */
function readAttributes(tag) {
  const answers = new FormData(form);
  const fields = fieldsOf(tag).filter(({ attribute }) => attribute);
  return Object.fromEntries(
    fields.map(({ attribute, isFlag, required }) => {
      const answer = String(answers.get(attribute) ?? '').trim();
      return [attribute, answer === '' ? (required ?? null) : isFlag || answer];
    }),
  );
}

function readAccent(tag) {
  const { property, value } = fieldsOf(tag).find((field) => field.property);
  const answer = new FormData(form).get(property);
  return answer === value ? null : { property, answer };
}

const isInline = (tag, { placement }) => placement === (tag === 'telnyx-dialer' ? null : 'inline');

/** Changes the preview in place, so that a conversation in it goes on. */
function showPreview(tag, attributes, accent) {
  const preview = byId('preview');
  const isNew = preview.firstElementChild?.localName !== tag;
  const element = isNew ? document.createElement(tag) : preview.firstElementChild;
  for (const [name, value] of Object.entries({ ...attributes, ...ELEMENTS[tag].preview })) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value))
      element.setAttribute(name, value === true ? '' : value);
  }
  if (accent) element.style.setProperty(accent.property, accent.answer);
  else element.style.removeProperty('--telnyx-accent');
  preview.classList.toggle('is-inline', isInline(tag, attributes));
  if (!isNew) return;
  // Where there is room for it, all of it is to be seen.
  if (matchMedia('(min-width: 900px)').matches) element.setAttribute('open', '');
  preview.replaceChildren(element);
}

function showLines(tag, attributes, accent) {
  byId('snippet').textContent = embedSnippet(tag, attributes);
  byId('styles').hidden = !accent;
  if (accent) byId('style-snippet').textContent = `${tag} {\n  ${accent.property}: ${accent.answer};\n}`;
}

function show() {
  const tag = chosenTag();
  const attributes = readAttributes(tag);
  const accent = readAccent(tag);
  showLines(tag, attributes, accent);
  showPreview(tag, attributes, accent);
  for (const id of ['copy', 'copy-styles']) byId(id).textContent = 'Copy';
}

form.addEventListener('input', ({ target }) => {
  if (target.name === 'element') showFields(chosenTag());
  if (target.name === 'auto-open') byId('preview').firstElementChild.open = target.checked;
  show();
});
form.addEventListener('submit', (event) => event.preventDefault());
copyOnClick(byId('copy'), byId('snippet'));
copyOnClick(byId('copy-styles'), byId('style-snippet'));
showFields(chosenTag());
show();

const SPEECH_TAGS =
  'speak|break|emotion|prosody|emphasis|say-as|phoneme|sub|voice|audio|lang|mark|spell|speed|volume';
const TAG = new RegExp(`</?(?:${SPEECH_TAGS})(?:\\s[^<>]*)?/?>`, 'gi');
const STAGE_DIRECTION =
  /\[(?:laughter|laughs?|laughing|chuckles?|sighs?|gasps?|coughs?|breath(?:es|ing)?|pauses?|whispers?|clears throat)\]/gi;
/** A tag or direction whose end has not arrived yet, at the very end of the text. */
const OPEN_END = /(?:<(?:\/?[a-z][a-z-]*(?:\s[^<>]{0,80})?)?|\[[a-z ]{0,20})$/i;

/**
 * Takes out what is meant for the voice and not for the eye, such as `<break time="1s"/>` and `[laughter]`.
 * Everything else stays as it was said, angle brackets included: the text is never treated as markup.
 */
export function withoutSpeechMarkup(text: string, isPartial: boolean): string {
  const visible = isPartial ? text.replace(OPEN_END, '') : text;
  if (!/[<[]/.test(visible)) return visible;
  return visible
    .replace(TAG, ' ')
    .replace(STAGE_DIRECTION, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ ([.,!?;:])/g, '$1')
    .trimStart();
}

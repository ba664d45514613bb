import { css } from 'lit';

/** What must be accepted first. The panel takes it on with the consent itself. */
export const consentStyles = css`
  .consent {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: safe center;
    flex: 1;
    min-block-size: 0;
    gap: 12px;
    padding: 24px;
    text-align: center;
  }
  .consent-text {
    max-inline-size: 40ch;
    overflow: auto;
    color: var(--_text-quiet);
    text-wrap: pretty;
    white-space: pre-line;
  }
  h3 {
    margin: 0;
  }
`;

import { css } from 'lit';

/** For a panel in a box of the page, which may be small, on a phone that lies on its side, and in a page made large. */
export const styles = css`
  /* As small as a box of the page may be: what is said, and how to stop. */
  @container (max-height: 320px) {
    .header {
      min-block-size: 44px;
    }
    .avatar,
    .hint,
    .stage > .minor[part='devices-button'],
    .stage telnyx-visualizer,
    .call-bar .time,
    .panel:not(.text-only) telnyx-message-form {
      display: none;
    }
    .stage,
    .consent {
      gap: 8px;
      padding: 8px;
    }
    .lead {
      margin: 0;
      font-size: 15px;
      line-height: 20px;
    }
    .footer {
      gap: 4px;
      padding: 4px 8px;
    }
  }
  @container (max-width: 280px) {
    .call-bar > .danger:not(.round) {
      flex: none;
      inline-size: 48px;
      padding: 0;
    }
    telnyx-message-form::part(image-button) {
      display: none;
    }
    .call-bar .danger span {
      display: none;
    }
  }
  @container (max-width: 240px) {
    .avatar {
      display: none;
    }
    .footer .row > * {
      white-space: normal;
    }
    .footer .row > .primary {
      padding-inline: 12px;
    }
  }
`;

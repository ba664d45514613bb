import { css } from 'lit';

export interface ImageViewerWords {
  readonly image: string;
  readonly closeImage: string;
}

const styles = css`
  dialog {
    inset: 0;
    box-sizing: border-box;
    inline-size: 100dvw;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: max(16px, env(safe-area-inset-top)) 16px max(16px, env(safe-area-inset-bottom));
    border: 0;
    background: #000d;
  }
  dialog button {
    display: grid;
    place-items: center;
    inline-size: 100%;
    block-size: 100%;
    border-radius: 12px;
    cursor: zoom-out;
  }
  dialog button:focus-visible {
    outline-color: #fff;
    outline-offset: -3px;
  }
  dialog img {
    max-inline-size: 100%;
    max-block-size: calc(100dvh - 32px);
    border-radius: 12px;
  }
`;

/** Shows an image as large as the window allows, over everything. A click, Enter or Escape closes it. */
export function showImage(opener: HTMLElement, address: string, words: ImageViewerWords) {
  const root = opener.getRootNode() as ShadowRoot;
  adopt(root);
  const image = document.createElement('img');
  image.referrerPolicy = 'no-referrer';
  image.alt = words.image;
  image.src = address;
  const button = document.createElement('button');
  button.type = 'button';
  button.ariaLabel = words.closeImage;
  button.append(image);
  const viewer = document.createElement('dialog');
  viewer.ariaLabel = words.image;
  viewer.part.add('viewer');
  viewer.append(button);
  // Escape closes the image, not the panel around it.
  viewer.addEventListener('keydown', (event) => event.stopPropagation());
  const close = (event: Event) => {
    event.preventDefault();
    viewer.close();
    viewer.remove();
    opener.focus();
  };
  button.addEventListener('click', close);
  viewer.addEventListener('cancel', close);
  root.append(viewer);
  viewer.showModal();
}

function adopt(root: ShadowRoot) {
  const { styleSheet } = styles;
  if (!styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}

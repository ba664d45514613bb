/** Where an element can stand on the page. The styles of the places are in `styles/corners.ts`. */
export const placements = [
  ...['inline', 'bottom-right', 'bottom-left', 'bottom-center'],
  ...['top-right', 'top-left', 'top-center'],
] as const;

export type Placement = (typeof placements)[number];

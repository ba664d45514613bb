/** Images that can do nothing but be seen: from https, or drawn by their own data. */
export const safeImages = (images: readonly string[] | undefined): readonly string[] =>
  (images ?? []).filter((image) => /^(https:\/\/|data:image\/(png|jpe?g|gif|webp|avif);)/i.test(image));

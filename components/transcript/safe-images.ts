/** Images that can do nothing but be seen: from https, or raster images drawn by their own data. */
export const safeImages = (images: readonly string[] | undefined): readonly string[] =>
  (images ?? []).filter((image) =>
    /^(https:\/\/|data:image\/(png|jpe?g|gif|webp|avif);base64,)/i.test(image),
  );

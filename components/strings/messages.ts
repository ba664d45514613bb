/** Words for messages that are more than plain text, or do not arrive. They load with what shows them. */
export const messages = {
  gap: 'The connection was interrupted. Something may be missing here.',
  imagesLeftOut: 'Images that are too large or too many are not shown.',
  openImage: 'Open image',
  closeImage: 'Close image',
  takePhoto: 'Take a photo',
  removeImage: 'Remove image {number}',
  imagesToSend: 'Images to send',
  imagePending: 'Preparing image…',
  notAnImage: 'Only images can be sent, such as JPEG, PNG or WebP.',
  imageTooLarge: 'This image is too large. Choose one of less than 40 MB.',
  imageUnreadable: 'This image could not be opened. Choose another one.',
  tooManyImages: 'A message can carry {number} images at most.',
  messageTooLong: 'Your message is too long. Shorten it, then send it again.',
  messageNotSent: 'Your message was not sent. Try again.',
  messageNoAgent: 'There is no assistant to write to.',
} as const;

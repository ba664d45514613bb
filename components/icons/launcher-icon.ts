/** A speech bubble with a voice in it. Apart from the other icons because it is drawn before anything loads. */
export const launcherPath = 'M12 4a8 8 0 1 1-4 15l-5 1 2-4a8 8 0 0 1 7-12ZM8 11v2M12 9v6M16 11v2';

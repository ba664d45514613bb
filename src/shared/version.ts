/** The version of this package, as told to the gateway; a test keeps it equal to package.json. */
export const VERSION = '0.1.0';

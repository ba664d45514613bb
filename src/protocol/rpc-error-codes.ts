/** Numbers in the `error` member of an answer. */
export const RPC_ERROR = {
  /** Not logged in, or the token is not valid. */
  authenticationRequired: -32000,
  /** Wrong credentials; also an assistant that refuses unauthenticated web calls. */
  loginIncorrect: -32001,
  /** The method does not exist. */
  methodNotFound: -32601,
  /** The assistant knows no conversation of that id, or it is somebody else's. */
  conversationNotFound: 10007,
} as const;

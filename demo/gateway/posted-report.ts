/** The report that a client posted over HTTP after a call: who, and the body as it came. */
export interface PostedReport {
  readonly callId: string;
  /** The id that the client got with its registration. */
  readonly reportId: string;
  readonly voiceSdkId: string | null;
  /** The text of the body, JSON from a client that behaves. */
  readonly body: string;
}

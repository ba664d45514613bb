/** Every method name that travels between a client and the gateway, in either direction. */
export const METHOD = {
  login: 'login',
  anonymousLogin: 'anonymous_login',
  aiConversation: 'ai_conversation',
  clientReady: 'telnyx_rtc.clientReady',
  gatewayState: 'telnyx_rtc.gatewayState',
  ping: 'telnyx_rtc.ping',
  punt: 'telnyx_rtc.punt',
  invite: 'telnyx_rtc.invite',
  ringing: 'telnyx_rtc.ringing',
  media: 'telnyx_rtc.media',
  answer: 'telnyx_rtc.answer',
  bye: 'telnyx_rtc.bye',
  candidate: 'telnyx_rtc.candidate',
  endOfCandidates: 'telnyx_rtc.endOfCandidates',
  modify: 'telnyx_rtc.modify',
  info: 'telnyx_rtc.info',
  attach: 'telnyx_rtc.attach',
  display: 'telnyx_rtc.display',
  event: 'telnyx_rtc.event',
  webrtcEvent: 'webrtc.event',
} as const;

export type Method = (typeof METHOD)[keyof typeof METHOD];

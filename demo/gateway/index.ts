export { answerHttp } from './answer-http.js';
export {
  attachGateway,
  type AttachedGateway,
  type AttachOptions,
  type UpgradeServer,
} from './attach-gateway.js';
export type { Bye, CallReport, LegState, SpokenSentence } from './call-report.js';
export type { Clock } from './clock.js';
export type { FrameRecord } from './frame-record.js';
export { Gateway, type GatewayOptions, type PeerEvents } from './gateway.js';
export type { GatewayCommand } from './gateway-command.js';
export type { Energy } from './media/energy-meter.js';
export type { GatewayReport } from './observer.js';
export type { Peer } from './outbox.js';
export type { PostedReport } from './posted-report.js';
export { scenarioMenu, type ScenarioName } from './scenarios.js';
export type { Utterance, Voice } from './speech/voice.js';
export { startGateway, type StartedGateway, type StartOptions } from './start-gateway.js';

// Providers first, so that they are there when the parts inside them look for a session.
import './session.js';
import './ai-agent.js';
import './dialer.js';
import './transcript.js';
import './parts.js';

export * from '../index.js';

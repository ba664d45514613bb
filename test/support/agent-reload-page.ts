import '../../components/define/ai-agent.js';

/** The attributes of the agent, from the address of the page. */
const agent = document.createElement('telnyx-ai-agent');
for (const [name, value] of new URL(location.href).searchParams) agent.setAttribute(name, value);
document.body.append(agent);

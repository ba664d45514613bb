/** Other users, under other tags, in each test: `?run=` names it. */
{
  const run = new URLSearchParams(location.search).get('run');
  const logins = { 'telnyx-dialer': 'alice', 'telnyx-session': 'carol' };
  for (const [name, user] of Object.entries(logins)) {
    const phone = document.querySelector(name);
    phone.setAttribute('login', `${user}-${run}`);
    phone.setAttribute('gateway-url', `/gateway?tag=${user}-${run}`);
  }
}

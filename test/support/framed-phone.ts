import '../../components/define/all.js';

/** A phone with the attributes that stand in the address of this page. */
const dialer = document.createElement('telnyx-dialer');
for (const [name, value] of new URL(location.href).searchParams) dialer.setAttribute(name, value);
document.body.append(dialer);

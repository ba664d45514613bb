/** The English words for the list of calls. They load with it. */
export const history = {
  callTo: 'Call {name}',
  historyEmpty: 'No calls yet.',
  clearHistory: 'Clear list',
  outgoing: 'Outgoing',
  incoming: 'Incoming',
} as const;

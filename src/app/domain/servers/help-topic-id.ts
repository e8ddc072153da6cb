/** The help topics, in the order in which they’re shown. */
export const helpTopicIds = [
  'whatItDoes',
  'requirements',
  'whereToGetKeys',
  'whichKeys',
  'olderGuests',
  'newerGuests',
  'solutionKeys',
  'changes',
  'offline',
  'guests',
  'subscription',
  'errors',
  'typedKeys',
  'twoEntries'
] as const;
export type HelpTopicId = (typeof helpTopicIds)[number];

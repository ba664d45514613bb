/** The English words for the figures behind the quality bars. They load with them. */
export const figures = {
  qualityScore: 'Score (MOS)',
  qualityDelay: 'Delay',
  qualityJitter: 'Jitter',
  qualityLoss: 'Packets lost',
} as const;

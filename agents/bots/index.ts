export * from './bot-agent.ts';
export type { BotLimits } from './bot-limits.ts';
export { PROTOCOL } from './bot-protocol.ts';

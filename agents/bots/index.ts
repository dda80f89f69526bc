export type { BotTable } from './act-message.ts';
export * from './bot-agent.ts';
export type { BotCommand } from './bot-command.ts';
export type { BotLimits } from './bot-limits.ts';
export { PROTOCOL } from './bot-protocol.ts';

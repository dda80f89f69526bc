import type { ChatConfig } from './config.ts';
import type { PromptMessage } from './prompt.ts';

/** The body of a request, as it is sent, written down and hashed. */
export type RequestBody = Record<string, unknown> & { model: string; messages: PromptMessage[] };

/** What a configuration asks of the endpoint; fields that are left out are the endpoint's to decide. */
export function requestBody(config: ChatConfig, messages: readonly PromptMessage[]): RequestBody {
  const { model, temperature, topP, maxTokens, tokensField, stream, extra } = config;
  return {
    model,
    messages: [...messages],
    [tokensField]: maxTokens,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(stream && { stream: true, stream_options: { include_usage: true } }),
    ...extra,
  };
}

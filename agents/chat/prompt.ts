import type { Message } from '@parlor/envs';
import type { History } from './history.ts';
import { remark, render } from './render.ts';
import { type ChatTemplate, fill } from './template.ts';

/** One part of a message for the model. */
export type PromptPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/** A message of a request, as chat completions take it. */
export type PromptMessage =
  | { readonly role: 'system' | 'assistant'; readonly content: string }
  | { readonly role: 'user'; readonly content: string | readonly PromptPart[] };

/** Who is asked. */
export interface PromptSeat {
  readonly game: string;
  readonly rules: string;
  /** Its name; `unknown` to the seat where it is not yet decided. */
  readonly role: string;
  /** Counted from 0. */
  readonly seat: number;
  readonly seats: number;
}

/** The messages of a request: the template, filled with what the seat has been told and nothing else. */
export function prompt(
  template: ChatTemplate,
  who: PromptSeat,
  { turns }: Pick<History, 'turns'>,
  images: boolean,
): PromptMessage[] {
  const { seat } = who;
  const values = {
    rules: who.rules,
    game: who.game,
    role: who.role,
    seat: String(seat + 1),
    seats: String(who.seats),
  };
  const user = (told: readonly Message[]): PromptMessage => {
    const { text, images: pictures } = render(told, seat, images);
    const words = fill(template.turn, template.mark, { ...values, messages: text });
    if (pictures.length === 0) return { role: 'user', content: words };
    const shown = pictures.map((url): PromptPart => ({ type: 'image_url', image_url: { url } }));
    return { role: 'user', content: [{ type: 'text', text: words }, ...shown] };
  };
  const system: PromptMessage = { role: 'system', content: fill(template.system, template.mark, values) };
  switch (template.history) {
    case 'chat':
      return [
        system,
        ...turns.flatMap(({ told, said }): PromptMessage[] =>
          said === undefined
            ? [user(told)]
            : [user(told), { role: 'assistant', content: said || '(nothing)' }],
        ),
      ];
    case 'transcript':
      return [system, user(turns.flatMap(({ told }) => told))];
    case 'first-and-last': {
      const [first, ...later] = turns.map(({ told }) => told);
      const last = later.pop();
      if (last === undefined) return [system, user(first ?? [])];
      const between = later.reduce((sum, told) => sum + told.length, 0);
      const gap = between === 0 ? [] : [remark(`(${between} messages are left out here.)`, seat)];
      return [system, user([...first, ...gap, ...last])];
    }
  }
}

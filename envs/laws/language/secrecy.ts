import { GAME_AUTHOR } from '../../core/message.ts';
import { TERMINAL } from '../../core/game.ts';
import { broken } from '../violation.ts';
import type { LanguageRow } from './law.ts';
import { play } from './script.ts';
import { contrast, quoted } from './show.ts';
import { chanceOf } from './walk.ts';
import { watch } from './verdict.ts';

/** Two of a seat's actions are compared, out of so many samples. */
const SAMPLES = 6;

/** Marks for what its author alone may know; no game uses such words. */
const thought = (index: number): string => `xthoughtx${index}x`;
const fumble = (index: number): string => `xfumblex${index}x`;

export const SECRECY_LAWS: readonly LanguageRow[] = [
  {
    name: 'rejection-changes-nothing',
    summary: 'a rejected reply changes no state and reaches nobody but its author',
    async check({ game, seed, replies, seats, settings }) {
      const { env, failed } = watch(game, settings);
      let step = await env.reset({ seed });
      for (const reply of replies) {
        if (step.done) break;
        const { seat } = step;
        const [state, before] = [env.position, JSON.stringify(env.position)];
        const known = seats.map((reader) => env.messages(reader).length);
        step = await env.step(reply);
        const failure = failed();
        // Where the game goes on without a seat, its forfeit is an event of its own.
        const goesOn = step.info.rejected === undefined && step.info.forfeit === undefined;
        if (failure === undefined || goesOn) continue;
        const rejected = `rejecting ${quoted(reply, 60)}`;
        if (env.position !== state || JSON.stringify(state) !== before)
          broken(`${rejected} changes the state to ${contrast(JSON.stringify(env.position), before)}`);
        if (!step.done && step.seat !== seat) broken(`${rejected} passes the turn to seat ${step.seat}`);
        for (const reader of seats) {
          const news = env
            .messages(reader)
            .slice(known[reader])
            .map(({ text }) => text);
          const right = [
            ...(reader === seat ? news.slice(0, 1).filter((text) => text.includes(failure.reason)) : []),
            ...(step.done ? [step.info.reason ?? ''] : []),
          ];
          if (news.length !== right.length || news.some((text, index) => text !== right[index]))
            broken(`${rejected} tells seat ${reader} ${quoted(news.join(' | '))}`);
        }
      }
    },
  },
  {
    name: 'reasoning-stays-private',
    summary: 'what a seat thinks, or says to no avail, never reaches another seat',
    async check({ game, seed, replies, seats, settings }) {
      const { env, failed } = watch(game, settings);
      const secrets: { mark: string; owner: number | undefined }[] = [];
      let step = await env.reset({ seed });
      for (const [index, reply] of replies.entries()) {
        if (step.done) break;
        const { seat } = step;
        const fumbles = index % 3 === 2;
        step = await env.step(
          fumbles
            ? `${fumble(index)} [${fumble(index)}]`
            : `<think>${thought(index)} ${reply}</think>${reply.replaceAll('</', '')}`,
        );
        if (!fumbles) secrets.push({ mark: thought(index), owner: undefined });
        else if (failed() !== undefined) secrets.push({ mark: fumble(index), owner: seat });
      }
      const everybody = `${step.info.reason ?? ''} ${JSON.stringify(env.save())}`;
      for (const { mark, owner } of secrets) {
        for (const reader of seats) {
          if (reader === owner) continue;
          const found = env.messages(reader).find(({ text }) => text.includes(mark));
          if (found)
            broken(`seat ${reader} is told ${quoted(found.text)}, which another seat kept to itself`);
          if (env.view(reader).includes(mark)) broken(`seat ${reader} sees what another seat kept to itself`);
        }
        if (owner === undefined && everybody.includes(mark))
          broken('private reasoning is saved, or told as a reason');
        if (owner !== undefined && (step.info.reason ?? '').includes(mark))
          broken(`a rejected reply is told to everybody: ${quoted(step.info.reason ?? '')}`);
      }
    },
  },
  {
    name: 'messages-reach-their-audience',
    summary:
      'messages have an author, an audience of seats and a text, and each seat is shown each of its once, in order',
    async check({ game, seed, replies, seats, env }) {
      const played = env();
      const shown = seats.map((): string[] => []);
      for (const step of await play(played, seed, replies)) {
        if (!step.done) shown[step.seat].push(...step.messages.map((message) => JSON.stringify(message)));
      }
      for (const { author, audience, text } of played.log) {
        const told = quoted(String(text), 60);
        if (typeof text !== 'string' || text.trim() === '') broken(`a message has the text ${told}`);
        if (author !== GAME_AUTHOR && !seats.includes(author)) broken(`${told} is by author ${author}`);
        if (audience.length === 0) broken(`${told} is for nobody`);
        if (new Set(audience).size < audience.length || !audience.every((seat) => seats.includes(seat)))
          broken(`${told} is for seats ${audience.join()}; there are 0 to ${game.seats - 1}, each once`);
      }
      for (const seat of seats) {
        const log = played.messages(seat).map((message) => JSON.stringify(message));
        const at = shown[seat].findIndex((text, index) => text !== log[index]);
        if (at >= 0)
          broken(`seat ${seat} is shown ${contrast(shown[seat][at], log[at] ?? 'nothing')} as message ${at}`);
      }
    },
  },
  {
    name: 'roles-stay',
    summary:
      'a seat has no role at first or one of roles, and keeps it; it is shown no role that it does not know',
    async check({ game, seed, replies, seats, env }) {
      const played = env();
      const roles = seats.map(() => -1);
      let step = await played.reset({ seed });
      for (const reply of ['', ...replies]) {
        const state = played.position;
        for (const seat of seats) {
          const role = game.role(state, seat);
          if (!(Number.isInteger(role) && role >= -1 && role < game.roles.length))
            broken(`seat ${seat} has role ${role}; the roles are 0 to ${game.roles.length - 1}`);
          if (roles[seat] >= 0 && role !== roles[seat])
            broken(
              `seat ${seat} was ${game.roles[roles[seat]]} and is now ${game.roles[role] ?? 'undecided'}`,
            );
          roles[seat] = role;
        }
        if (step.done) return;
        if (step.role >= 0 && game.knowsRole?.(state, step.seat) === false)
          broken(`seat ${step.seat} is shown its role, which it does not know`);
        step = await played.step(reply);
      }
    },
  },
  {
    name: 'choosing-holds-the-mover',
    summary: 'seats that choose at the same time are listed ascending, the mover among them',
    async check({ seed, replies, seats, env }) {
      for (const { seat, info, done } of await play(env(), seed, replies)) {
        const { choosing } = info;
        if (choosing === undefined || done) continue;
        if (!choosing.includes(seat)) broken(`seat ${seat} is to move, but seats ${choosing.join()} choose`);
        if (!choosing.every((other, at) => seats.includes(other) && (at === 0 || other > choosing[at - 1])))
          broken(`the seats that choose are ${choosing.join()}`);
      }
    },
  },
  {
    name: 'choices-stay-hidden',
    summary:
      'while others still choose in the same round, what they are told does not depend on what was chosen',
    async check({ game, seed, replies, env }) {
      const played = env();
      let step = await played.reset({ seed });
      for (const reply of replies) {
        if (step.done) return;
        const { seat, info } = step;
        const state = played.position;
        const waiting = (info.choosing ?? []).filter((other) => other !== seat);
        if (waiting.length > 0) {
          const first = heard(game.parse(state, seat, reply));
          for (let draw = 0; first !== undefined && game.sample && draw < SAMPLES; draw++) {
            const other = game.sample(state, seat, chanceOf(seed + draw));
            const second = heard(game.parse(state, seat, other));
            if (second === undefined) continue;
            for (const reader of waiting) {
              const one = told(first, reader);
              const two = told(second, reader);
              if (one !== two)
                broken(
                  `seat ${reader} has yet to choose and is told ${contrast(one, two)}, ` +
                    `as when seat ${seat} chooses ${quoted(other, 60)}`,
                );
            }
          }
        }
        step = await played.step(reply);

        function heard(parsed: ReturnType<typeof game.parse>): ReturnType<typeof game.apply> | undefined {
          if (!('action' in parsed)) return undefined;
          const after = game.apply(state, parsed.action, chanceOf(seed));
          return game.mover(after.state) === TERMINAL ? undefined : after;
        }
      }
    },
  },
];

/** What a seat is told by a transition. */
function told(
  { messages }: { readonly messages: readonly { audience: readonly number[] }[] },
  seat: number,
): string {
  return JSON.stringify(messages.filter(({ audience }) => audience.includes(seat)));
}

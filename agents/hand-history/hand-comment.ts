import type { HandAction } from './hand-action.ts';

/** What somebody has written beside an action, or between two. */
export interface HandComment {
  /** How many steps of the history were made when the action was: a hand or board counts with its last card. */
  readonly after: number;
  /** Whose hand is shown, where the comment stands beside that. */
  readonly shows?: number;
  /** Whether it stands by itself, after what came before. */
  readonly alone?: true;
  readonly text: string;
}

/** Comments of actions, by where they stand. */
export class HandComments {
  private readonly comments: readonly HandComment[];

  constructor(comments: readonly HandComment[]) {
    this.comments = comments;
  }

  /** The action that was complete then, with its comment; further ones follow as actions of their own. */
  beside(action: string, after: number): string[] {
    return withComments(
      action,
      this.comments.filter(
        ({ after: at, shows, alone }) => at === after && shows === undefined && alone === undefined,
      ),
    );
  }

  /** The action that shows a hand, whenever that was. */
  besideShow(action: string, seat: number): string[] {
    return withComments(
      action,
      this.comments.filter(({ shows }) => shows === seat),
    );
  }

  /** Those that stand by themselves there. */
  alone(after: number): string[] {
    return this.comments.flatMap((comment) =>
      comment.alone === true && comment.after === after ? [`# ${comment.text}`] : [],
    );
  }
}

function withComments(action: string, comments: readonly HandComment[]): string[] {
  const [first, ...others] = comments;
  if (first === undefined) return [action];
  return [`${action} # ${first.text}`, ...others.map(({ text }) => `# ${text}`)];
}

/** The comment of an action, which is complete after so many steps. */
export function commentOf(
  action: HandAction,
  after: number,
  seats: readonly number[],
): HandComment | undefined {
  const { comment: text } = action;
  if (text === undefined) return undefined;
  if (action.kind === 'comment') return { after, alone: true, text };
  return action.kind === 'show' ? { after, shows: seats[action.player] ?? 0, text } : { after, text };
}

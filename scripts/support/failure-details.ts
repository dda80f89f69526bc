import type { AgentFailure } from '@parlor/agents';
import type { Output } from './output.ts';

/** Tells whoever runs a command what agents left behind when they failed, once for each kind of failure. */
export class FailureDetails {
  private readonly out: Output;
  private readonly told = new Set<string>();

  constructor(out: Output) {
    this.out = out;
  }

  tell(failures: readonly AgentFailure[]): void {
    for (const { agent, reason, detail } of failures) {
      const kind = `${agent}: ${reason}`;
      if (this.told.has(kind)) continue;
      this.told.add(kind);
      this.out.clear();
      const more = detail === undefined ? '' : `\n${detail.replace(/^/gm, '    ')}`;
      process.stderr.write(`${kind}.${more}\n`);
    }
  }
}

/** Names in a list parted by commas; `script*3` stands for three of them. */
export function namesOf(list: string): string[] {
  return list.split(',').flatMap((part) => {
    const [, name = '', times] = /^\s*(.*?)(?:\*([1-9]\d?))?\s*$/.exec(part) ?? [];
    return Array.from({ length: Number(times ?? 1) }, () => name.trim());
  });
}

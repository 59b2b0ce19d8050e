/** `inet`, or `cidr`, which has no bits to the right of its mask; undefined where it isn't understood. */
export function inputInet(text: string, cidr: boolean): string | undefined {
  const [address = '', bits, more] = text.trim().split('/');
  if (more !== undefined || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  return address.includes(':') ? version6(address, bits, cidr) : version4(address, bits, cidr);
}

function version4(address: string, bits: string | undefined, cidr: boolean): string | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){0,3}$/.test(address)) return undefined;
  const parts = address.split('.').map(Number);
  if (parts.some((part) => part > 255) || (parts.length < 4 && !cidr)) return undefined;
  const mask = bits === undefined ? (cidr ? classBits(parts) : 32) : Number(bits);
  if (mask > 32) return undefined;
  while (parts.length < 4) parts.push(0);
  return `${parts.join('.')}${mask === 32 && !cidr ? '' : `/${mask}`}`;
}

/** Without mask a network has the size of its class, or what is written if that is more. */
function classBits(parts: readonly number[]): number {
  const [first = 0] = parts;
  const ofClass = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  return Math.max(ofClass, parts.length * 8);
}

function version6(address: string, bits: string | undefined, cidr: boolean): string | undefined {
  const groups = expand(address);
  const mask = bits === undefined ? 128 : Number(bits);
  if (!groups || mask > 128) return undefined;
  return `${compress(groups)}${mask === 128 && !cidr ? '' : `/${mask}`}`;
}

function expand(address: string): number[] | undefined {
  const halves = address.split('::');
  if (halves.length > 2 || address.includes('.')) return undefined;
  const read = (half: string) => (half === '' ? [] : half.split(':'));
  const [head, tail] = [read(halves[0] ?? ''), read(halves[1] ?? '')];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

/** The longest run of zeroes, of two at least, becomes `::`. */
function compress(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const text = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  if (best.start < 0) return text(groups);
  return `${text(groups.slice(0, best.start))}::${text(groups.slice(best.start + best.length))}`;
}

/** `macaddr` or `macaddr8` */
export function inputMac(text: string, bytes: number): string | undefined {
  const digits = text.trim().toLowerCase().replace(/[:.-]/g, '');
  return new RegExp(`^[\\da-f]{${bytes * 2}}$`).test(digits) ? (digits.match(/../g) ?? []).join(':') : undefined;
}

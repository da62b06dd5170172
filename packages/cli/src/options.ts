import { InvalidArgumentError, Option } from 'commander';

/** Every command that prints data takes it. */
export const jsonOption = (what: string): Option => new Option('--json', `print ${what}`);

/** Reads a whole number within bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`write a whole number from ${least} to ${most}`);
    }
    return value;
  };

/** The examples below a command's help. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;

import type { Convention } from './votes';

/** The template for a new name: what somebody configured, else the habit of the schema, else the usual one. */
export function templateOf(configured: string, usual: string, habit: Convention | undefined): string {
  return configured === usual ? (habit?.value ?? usual) : configured;
}

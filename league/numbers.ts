import { z } from 'zod';

export const positive = z.number().positive();
export const amount = z.number().min(0);
export const count = z.number().int().positive();
/** How many of something are held in memory at once. */
export const size = count.max(1_000_000);

import { ProductKey } from '../keys/product-key';
import { Server } from './server';

/** A key for a server. It exists only as long as the row that applies it, and is stored nowhere else. */
export interface KeyAssignment {
  readonly server: Server;
  readonly key: ProductKey;
}

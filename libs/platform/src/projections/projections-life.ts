import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Projections } from './projections.js';

/** Lets the projections live as long as the application does. */
export class ProjectionsLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly projections: Projections,
    private readonly follows: boolean,
  ) {}

  onApplicationBootstrap(): void {
    if (this.follows) this.projections.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.projections.close();
  }
}

import type { PictureId, Request, View } from '$lib/bindings';

/** What the page hears from the agent. */
export interface Ears {
  /** Render this. */
  view(view: View): void;
  /** A picture can be shown now. */
  picture(id: PictureId): void;
}

/** The way to the agent. The page holds no truth: it renders the view it was last given, and asks. */
export interface Bridge {
  /** Starts listening, then says that the page is up. */
  listen(ears: Ears): Promise<void>;
  /** Asks for something. What is asked first arrives first. */
  ask(request: Request): void;
  /** Where a picture is found. */
  pictureUrl(id: PictureId): string;
}

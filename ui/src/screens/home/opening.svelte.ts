import { toFailure, type Failure } from "../../host/failure";
import { router } from "../../state/router.svelte";
import { session } from "../../state/session.svelte";

/** Opening a review, with what stood in the way of the last attempt. */
export class Opening {
  /** The folder that is being opened, or that could not be. */
  folder = $state<string | null>(null);
  busy = $state(false);
  error = $state.raw<Failure | null>(null);

  open = async (folder: string, readOnly = false): Promise<boolean> => {
    if (this.busy) return false;
    this.folder = folder;
    this.busy = true;
    this.error = null;
    try {
      await session.open(folder, readOnly);
      router.go("overview");
      return true;
    } catch (thrown) {
      this.error = toFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  };

  forget(): void {
    this.folder = null;
    this.error = null;
  }
}

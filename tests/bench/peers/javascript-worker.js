/** The tiny checker in plain JavaScript where ours is: what frame and worker cost without any Python. */

import './checker.js'

self.postMessage(self.respond('2012'))

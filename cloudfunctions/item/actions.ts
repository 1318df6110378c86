import { addPhoto, newUpload } from './addPhoto'
import { queue } from './queue'
import { get, mine } from './read'
import { reveal } from './reveal'

export const itemActions = [mine, get, queue, reveal, newUpload, addPhoto]

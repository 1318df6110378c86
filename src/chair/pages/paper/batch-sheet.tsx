import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { BallotPaper } from '@/assembly'
import { Failed } from '@/service'
import { Button, PhotoPicker, Sheet, TextInput } from '@/ui'
import type { BatchForm, Paper } from '../../paper'

/** Ballots counted by hand: how many of each kind. */
export const BatchSheet = observer(function BatchSheet({ form, page }: { form: BatchForm; page: Paper }) {
  const { deed } = page
  return (
    <Sheet open title='录入一批选票' onClose={page.close}>
      <Text className='as-line as-quiet'>把选得一样的票放在一起数，填写张数。选票上不要有名字。</Text>
      {form.composes && (
        <>
          <BallotPaper ofAnother ballot={form.ballot} />
          <Button kind='plain' icon='plus' disabled={form.ballot.choice === undefined} onPress={form.take}>
            加上这样选的票
          </Button>
        </>
      )}
      {form.rows.map((row, i) => (
        <TextInput
          key={row.words}
          label={row.words}
          type='number'
          placeholder='几张'
          maxLength={3}
          value={row.digits}
          onChange={(digits) => form.count(i, digits)}
        />
      ))}
      <Text className='as-line as-strong'>{`合计 ${form.total} 张`}</Text>
      {deed.error('counts') && <Text className='as-line as-late'>{deed.error('counts')}</Text>}
      <PhotoPicker label='照片' hint='这一批票摊开拍，看得清张数' tray={form.photos} error={deed.error('photos')} />
      <Failed deed={deed} shown={['counts', 'photos']} />
      <Button onPress={page.submit}>录入</Button>
    </Sheet>
  )
})

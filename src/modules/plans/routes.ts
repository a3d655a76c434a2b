import { route } from '@react-router/dev/routes'

const HERE = 'modules/plans/routes'

export const planRoutes = [
  route('my', `${HERE}/my.tsx`),
  route('my/:network', `${HERE}/space.tsx`),
  route('my/:network/crisis', `${HERE}/crisis.tsx`),
  route('my/:network/crisis/edit', `${HERE}/crisis-edit.tsx`),
  route('my/:network/crisis/plan.pdf', `${HERE}/plan-pdf.ts`),
  route('my/:network/crisis/card.pdf', `${HERE}/card-pdf.ts`),
  route('my/:network/recovery', `${HERE}/recovery.tsx`),
  route('my/:network/recovery/sync', `${HERE}/recovery-sync.ts`),
  route('my/:network/circle', `${HERE}/circle.tsx`),
  route('my/:network/written', `${HERE}/written.tsx`),
  route('my/:network/looked', `${HERE}/looked.tsx`),
  route('circle', `${HERE}/carer.tsx`),
  route('circle/join', `${HERE}/join.tsx`),
  route('circle/join/:token', `${HERE}/join.tsx`, { id: 'circle-join-link' }),
  route('circle/:network/:id', `${HERE}/shared.tsx`),
  route('circle/:network/:id/recovery', `${HERE}/together.tsx`),
  route('circle/:network/:id/recovery/sync', `${HERE}/together-sync.ts`),
  route('plans/:network', `${HERE}/followed.tsx`),
  route('plans/:network/:id', `${HERE}/followed-plan.tsx`),
  route('crisis', `${HERE}/duty-networks.tsx`),
  route('crisis/:network', `${HERE}/duty.tsx`),
  route('crisis/:network/:id', `${HERE}/opened.tsx`),
  route('glass/:network', `${HERE}/glass.tsx`),
  route('glass/:network/:id', `${HERE}/glass-file.tsx`),
  route('questions/:network', `${HERE}/questions.tsx`),
  route('admin/glass/:network', `${HERE}/glass-review.tsx`),
  route('admin/duty/:network', `${HERE}/duty-teams.tsx`),
]
